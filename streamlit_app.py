"""The dashboard's entry: the list of pages and the frame around them."""

import streamlit as st

from oilwatch.app import site

st.set_page_config(page_title="oilwatch", page_icon=str(site.ICON), layout="wide")
chosen = st.navigation([site.page(name) for name in site.PAGES], position="top")
site.show(chosen)
